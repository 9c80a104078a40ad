import type { RepositoryClue } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKeys, comparisons, indexCandidates, lookupOf, type MatchCandidate, matchRecord } from './match.ts'

interface Repository {
  readonly assetId: number
  readonly host: string
  readonly ref: string
  readonly urls: readonly string[]
  readonly formerUrls?: readonly string[]
  readonly present?: boolean
}

/** Finds candidates the way the store does: by exact id and exact key. */
function candidatesFor(clue: RepositoryClue, repositories: readonly Repository[]): MatchCandidate[] {
  const { nativeIds, urlKeys } = lookupOf(clue)
  return repositories.flatMap(({ assetId, host, ref, urls, formerUrls = [], present = true }) => {
    const found = { assetId, host, ref, present }
    const byId = nativeIds.some((id) => id.host === host && id.ref === ref) ? [{ ...found, urlKey: null, current: true }] : []
    const current = urls.flatMap(addressKeys).map((urlKey) => ({ ...found, urlKey, current: true }))
    const former = formerUrls.flatMap(addressKeys).map((urlKey) => ({ ...found, urlKey, current: false }))
    return [...byId, ...[...current, ...former].filter(({ urlKey }) => urlKeys.includes(urlKey))]
  })
}

function match(clue: RepositoryClue, repositories: readonly Repository[]) {
  const result = matchRecord(clue, indexCandidates(candidatesFor(clue, repositories)))
  return result.matched ? { assetId: result.candidate.assetId, ...result.evidence } : result
}

const shop: Repository = {
  assetId: 1,
  host: 'github.com',
  ref: '1296269',
  urls: ['https://github.com/Acme/Shop', 'git@github.com:Acme/Shop.git'],
  formerUrls: ['https://github.com/acme/store'],
}
const store: Repository = { assetId: 2, host: 'github.com', ref: '42', urls: ['https://github.com/acme/store'] }
const upper: Repository = { assetId: 3, host: 'git.example.com', ref: '7', urls: ['https://git.example.com/Team/app'] }
const lower: Repository = { assetId: 4, host: 'git.example.com', ref: '8', urls: ['https://git.example.com/team/app'] }

describe('matchRecord', () => {
  it('matches by the platform id before any address', () => {
    const clue = { urls: ['https://github.com/acme/store'], nativeId: ' 1296269 ', nativeHost: 'api.github.com' }

    expect(match(clue, [store, shop])).toEqual({ assetId: 1, by: 'native-id', value: '1296269', confidence: 'certain' })
  })

  it('takes the host of the id from the address when the scanner does not state it', () => {
    const clue = { urls: ['https://github.com/acme/renamed-since'], nativeId: '1296269' }

    expect(match(clue, [shop])).toMatchObject({ assetId: 1, by: 'native-id' })
  })

  it('does not take an id for one of another platform', () => {
    expect(match({ urls: [], nativeId: '1296269', nativeHost: 'gitlab.com' }, [shop])).toMatchObject({ reason: 'not-found' })
    expect(match({ urls: ['https://gitlab.com/a/b', 'https://github.com/x/y'], nativeId: '1296269' }, [shop])).toMatchObject({
      reason: 'not-found',
    })
  })

  it('reads a GUID in either case, with and without braces', () => {
    const bitbucket: Repository = {
      assetId: 5,
      host: 'bitbucket.org',
      ref: '{278d5cd2-584d-4b63-824a-2ba458937249}',
      urls: ['https://bitbucket.org/acme/shop'],
    }
    const clue = { urls: [], nativeId: '278D5CD2-584D-4B63-824A-2BA458937249', nativeHost: 'bitbucket.org' }

    expect(match(clue, [bitbucket])).toMatchObject({ assetId: 5, by: 'native-id' })
  })

  it('matches by address, however it is written', () => {
    for (const url of [
      'git@github.com:acme/shop.git',
      'https://api.github.com/repos/acme/shop',
      'http://github.com/ACME/SHOP',
    ]) {
      expect(match({ urls: [url] }, [shop, store])).toEqual({
        assetId: 1,
        by: 'url',
        value: 'github.com/acme/shop',
        confidence: 'high',
      })
    }
  })

  it('prefers the repository that has an address today to one that had it', () => {
    expect(match({ urls: ['https://github.com/acme/store'] }, [shop, store])).toMatchObject({ assetId: 2, by: 'url' })
  })

  it('matches by a former address when nobody has it today', () => {
    expect(match({ urls: ['https://github.com/acme/store'] }, [shop])).toEqual({
      assetId: 1,
      by: 'former-url',
      value: 'github.com/acme/store',
      confidence: 'medium',
    })
  })

  it('does not believe an address whose repository has another id of the same make', () => {
    const clue = { urls: ['https://github.com/acme/store'], nativeId: '99', nativeHost: 'github.com' }

    const result = match(clue, [store])

    expect(result).toMatchObject({ matched: false, reason: 'different-repository' })
    expect(result).toHaveProperty('explanation', 'github.com/acme/store is another repository than the one with id 99.')
  })

  it('believes an address when the two ids are of different makes', () => {
    const clue = { urls: ['https://github.com/acme/store'], nativeId: 'R_kgDOABCDEF', nativeHost: 'github.com' }

    expect(match(clue, [store])).toMatchObject({ assetId: 2, by: 'url' })
  })

  it('chooses nobody when two repositories fit', () => {
    const mirror: Repository = { ...store, assetId: 9, ref: '43' }

    const result = match({ urls: ['https://github.com/acme/store'] }, [store, mirror])

    expect(result).toMatchObject({ matched: false, reason: 'ambiguous' })
    expect(result).toHaveProperty('explanation', '2 repositories share github.com/acme/store.')
  })

  it('chooses nobody when two addresses lead to two repositories', () => {
    const clue = { urls: ['https://github.com/acme/shop', 'https://github.com/acme/store'] }

    expect(match(clue, [shop, store])).toMatchObject({ matched: false, reason: 'ambiguous' })
  })

  it('tells letter case apart on a plain server where that is needed', () => {
    expect(match({ urls: ['https://git.example.com/Team/app'] }, [upper, lower])).toMatchObject({
      assetId: 3,
      confidence: 'high',
    })
    expect(match({ urls: ['https://git.example.com/team/app'] }, [upper, lower])).toMatchObject({
      assetId: 4,
      confidence: 'high',
    })
    expect(match({ urls: ['https://git.example.com/TEAM/app'] }, [upper, lower])).toMatchObject({
      reason: 'ambiguous',
      explanation: '2 repositories share git.example.com/team/app (letter case aside).',
    })
  })

  it('matches without letter case on a plain server when only one repository fits', () => {
    expect(match({ urls: ['https://git.example.com/team/app'] }, [upper])).toEqual({
      assetId: 3,
      by: 'url',
      value: '~git.example.com/team/app',
      confidence: 'medium',
    })
  })

  it('never matches a repository nobody sees any more', () => {
    const gone: Repository = { ...store, assetId: 8, present: false }

    expect(match({ urls: store.urls, nativeId: '42' }, [gone])).toMatchObject({ reason: 'not-found' })
    expect(match({ urls: store.urls }, [gone, store])).toMatchObject({ assetId: 2 })
  })

  it.each<[RepositoryClue, string, string]>([
    [{ urls: [] }, 'no-clue', 'The scanner does not say which repository this is.'],
    [{ urls: [' '], nativeId: ' ' }, 'no-clue', 'The scanner does not say which repository this is.'],
    [{ urls: [], nativeId: '7' }, 'no-clue', 'The scanner gives a repository id without saying on which platform.'],
    [{ urls: ['acme/shop'] }, 'unreadable-address', 'The scanner gives an address that is not one of a repository.'],
    [
      { urls: ['https://ann:secret@github.com/acme/web'], nativeId: '7' },
      'not-found',
      'No connected source control lists github.com/acme/web or id 7 on github.com.',
    ],
  ])('says why nothing matches %j', (clue, reason, explanation) => {
    expect(match(clue, [shop, store])).toEqual({ matched: false, reason, explanation })
  })

  it('does not depend on the order of addresses or candidates, and never throws', () => {
    const address = fc.oneof(
      fc.constantFrom(...[shop, store, upper, lower].flatMap(({ urls }) => urls), 'https://GIT.example.com/TEAM/app'),
      fc.string(),
    )
    const clues: fc.Arbitrary<RepositoryClue> = fc.record(
      {
        urls: fc.array(address, { maxLength: 4 }),
        nativeId: fc.constantFrom('42', '7', '1296269', 'x', ''),
        nativeHost: fc.constantFrom('github.com', 'git.example.com', 'nonsense host'),
      },
      { requiredKeys: ['urls'] },
    )

    fc.assert(
      fc.property(clues, (clue) => {
        const repositories = [shop, store, upper, lower]

        const turned = match({ ...clue, urls: clue.urls.toReversed() }, repositories.toReversed())

        expect(turned).toEqual(match(clue, repositories))
      }),
    )
  })
})

describe('comparisons', () => {
  it('are the addresses as they are understood, each once, and the id with its platform', () => {
    const urls = ['git@git.example.com:acme/shop.git', 'https://git.example.com/acme/shop', 'no address']

    expect(comparisons({ urls, nativeId: '42' })).toEqual(['git.example.com/acme/shop', 'id 42 on git.example.com'])
    expect(comparisons({ urls: [] })).toEqual([])
  })
})
