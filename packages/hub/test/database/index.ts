import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, describe, inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/database.ts'
import { keepEngineCode } from './engine-code.ts'
import { copyDatabase, type PostgresTemplate, runOn, withDatabase } from './templates.ts'

/** Where a fresh database is: pass it to `openDatabase`, here or in another process. */
export type Place = Pick<DatabaseOptions, 'dataFolder' | 'databaseUrl'>

/** A kind of database to test on. */
export interface Flavour {
  readonly name: 'embedded' | 'postgres'
  /** Why suites cannot run on it here. */
  readonly missing?: string
  /** A database of one's own: a copy of the migrated template, or an empty one. */
  place(contents?: Contents): Promise<Place>
  /** The one database that suites of this process may use one after the other; whoever takes it empties it first. */
  shared(): Promise<Database>
}

/** `migrated` is what `migrate` leaves; `empty` has no table. */
export type Contents = 'migrated' | 'empty'

/** Opens a fresh database, with 10 connections; closed and removed by itself after the suite. */
export type Open = (contents?: Contents) => Promise<Database>

/** For suites about the embedded database itself. */
export const embedded: Flavour = { name: 'embedded', place: placeInFolder, shared: once(() => openForTests(placeInFolder())) }

/** Migrated, and closed when the process ends. */
const sharedOnServer = once(async () => {
  const template = await askForServer()
  if (template === null) throw new Error('no server')
  return await openForTests(placeOnServer(template))
})

/** The kinds there are: the embedded database always, PostgreSQL where there is a server (on CI there must be). */
export async function testDatabases(): Promise<readonly Flavour[]> {
  const template = await askForServer()
  const none = () => Promise.reject(new Error('no server'))
  const postgres: Flavour =
    template === null
      ? { name: 'postgres', missing: 'no PostgreSQL server here', place: none, shared: none }
      : { name: 'postgres', place: (contents) => placeAndDrop(template, contents), shared: sharedOnServer }
  return [embedded, postgres]
}

/**
 * Declares the suite once for every kind of database. Use with top-level await:
 * `await describeOnDatabases('records', (open) => { … const database = await open() … })`
 */
export async function describeOnDatabases(name: string, define: (open: Open, flavour: Flavour) => void): Promise<void> {
  for (const flavour of await testDatabases()) {
    const title = `${name} on ${flavour.name}${flavour.missing ? ` (left out: ${flavour.missing})` : ''}`
    describe.skipIf(flavour.missing !== undefined)(title, () => {
      const opened: Database[] = []
      afterAll(async () => {
        for (const database of opened) await database.close()
      })
      const open: Open = async (contents) => {
        const database = await openForTests(flavour.place(contents))
        opened.push(database)
        return database
      }
      define(open, flavour)
    })
  }
}

async function openForTests(place: Promise<Place>): Promise<Database> {
  return openDatabase({ ...(await place), applicationName: 'test', poolSize: 10 })
}

async function placeInFolder(contents: Contents = 'migrated'): Promise<Place> {
  const dataFolder = join(inject('databaseFolder'), randomUUID().slice(0, 8))
  await mkdir(dataFolder, { mode: 0o700 })
  await Promise.all([
    ask<string>(contents === 'migrated' ? '/embedded' : '/empty-embedded').then((from) => copyDatabase(from, dataFolder)),
    keepEngineCode(),
  ])
  return { dataFolder }
}

async function placeAndDrop(template: PostgresTemplate, contents?: Contents): Promise<Place> {
  const place = await placeOnServer(template, contents)
  afterAll(() => runOn(template.url, `drop database if exists ${new URL(place.databaseUrl).pathname.slice(1)} with (force)`))
  return place
}

async function placeOnServer({ url, name }: PostgresTemplate, contents: Contents = 'migrated') {
  const own = `${name}_${randomUUID().slice(0, 8)}`
  await runOn(url, `create database ${own} template ${contents === 'migrated' ? name : 'template0'}`)
  return { dataFolder: inject('databaseFolder'), databaseUrl: withDatabase(url, own) }
}

function askForServer(): Promise<PostgresTemplate | null> {
  return ask('/postgres')
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Not `fetch`: a test file may have closed the network for it. */
function ask<Answer>(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${inject('databases')}${path}`, (response) => {
      json(response).then((answer) => resolve(answer as Answer), reject)
    }).once('error', reject)
  })
}
