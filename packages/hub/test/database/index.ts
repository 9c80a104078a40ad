import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, describe, inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/database.ts'
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
}

/** `migrated` is what `migrate` leaves; `empty` has no table. */
export type Contents = 'migrated' | 'empty'

/** Opens a fresh database, with 10 connections; closed and removed by itself after the suite. */
export type Open = (contents?: Contents) => Promise<Database>

/** For suites about the embedded database itself. */
export const embedded: Flavour = { name: 'embedded', place: placeInFolder }

/** The kinds there are: the embedded database always, PostgreSQL where there is a server (on CI there must be). */
export async function testDatabases(): Promise<readonly Flavour[]> {
  const template = await ask<PostgresTemplate | null>('/postgres')
  const postgres: Flavour =
    template === null
      ? { name: 'postgres', missing: 'no PostgreSQL server here', place: () => Promise.reject(new Error('no server')) }
      : { name: 'postgres', place: (contents) => placeOnServer(template, contents) }
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
        const database = await openDatabase({ ...(await flavour.place(contents)), applicationName: 'test', poolSize: 10 })
        opened.push(database)
        return database
      }
      define(open, flavour)
    })
  }
}

async function placeInFolder(contents: Contents = 'migrated'): Promise<Place> {
  const dataFolder = join(inject('databaseFolder'), randomUUID().slice(0, 8))
  await mkdir(dataFolder, { mode: 0o700 })
  await copyDatabase(await ask<string>(contents === 'migrated' ? '/embedded' : '/empty-embedded'), dataFolder)
  return { dataFolder }
}

async function placeOnServer({ url, name }: PostgresTemplate, contents: Contents = 'migrated'): Promise<Place> {
  const own = `${name}_${randomUUID().slice(0, 8)}`
  await runOn(url, `create database ${own} template ${contents === 'migrated' ? name : 'template0'}`)
  afterAll(() => runOn(url, `drop database if exists ${own} with (force)`))
  return { dataFolder: inject('databaseFolder'), databaseUrl: withDatabase(url, own) }
}

/** Not `fetch`: a test file may have closed the network for it. */
function ask<Answer>(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${inject('databases')}${path}`, (response) => {
      json(response).then((answer) => resolve(answer as Answer), reject)
    }).once('error', reject)
  })
}
