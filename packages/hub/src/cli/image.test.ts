import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { sighting } from '../../test/spine/sighting.ts'
import { product } from '../../test/spine/vendor.ts'

const image = { registry: 'ghcr.io', name: 'acme/shop', tag: '1.0', digest: null }

await describeOnDatabases('patchbay image and image-rule', (open) => {
  let hub: TestHub
  let url: string
  let id: string
  let repository: string

  beforeAll(async () => {
    hub = await testHub(await open())
    hub.scanner.products = [product('image', { name: 'acme/shop:1.0', image })]
    const inside = sighting('image', 'F1', { kind: 'container', severity: 'critical', image })
    hub.scanner.findings.set('image', { pages: [{ items: [inside] }] })
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    for (const connector of ['forge', 'scanner']) {
      const rules = connector === 'scanner' ? { kinds: ['container'] } : undefined
      await hub.api.as('maintainer', 'POST', '/connections', {
        connector,
        label: connector,
        config: { token: 'x' },
        ...(rules && { rules }),
      })
    }
    id = (await listed('image', 'list'))[0].id
    repository = (await listed('repository', 'list'))[0].id
  })

  afterAll(() => hub.close())

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.maintainer } })
  const listed = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out).items
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items

  it('lists images and what is left to tell', async () => {
    const all = await patchbay('image', 'list')
    const both = await patchbay('image', 'list', '--with-source', '--without-source')

    expect(all.out).toMatch(/^ID +NAME +BUILT IN +KNOWN BY +PRODUCT +OPEN\nimg_\w+ +ghcr\.io\/acme\/shop .* +1 critical\n/)
    expect(await listed('image', 'list', '--with-source')).toEqual([])
    expect(await listed('image', 'list', '--without-source', '--registry', 'ghcr.io', '-q', 'shop')).toHaveLength(1)
    expect(both).toMatchObject({ code: 2, said: expect.stringContaining('either --with-source or --without-source') })
  })

  it('tells where an image is built, takes that back, and leaves both in the audit log', async () => {
    const told = await patchbay('image', 'set-source', id, repository, '--dockerfile', 'docker/Dockerfile')
    const shown = await patchbay('image', 'show', id)
    const found = await listed('vulnerability', 'list', '--image', id)
    const cleared = await patchbay('image', 'clear-source', id)

    expect(told).toMatchObject({ code: 0, out: 'ghcr.io/acme/shop is built in acme/shop, docker/Dockerfile (told).\n' })
    expect(shown.out).toMatch(/built in +acme\/shop, docker\/Dockerfile \(told\)\n/)
    expect(shown.out).toMatch(/TAG +DIGEST +FIRST SEEN\n1\.0 /)
    expect(shown.out).toMatch(/RECORD +CONNECTION +IS THE IMAGE\nacme\/shop:1\.0 +scanner +yes\n/)
    expect(found).toMatchObject([
      {
        repository: { name: 'acme/shop' },
        image: {
          id,
          name: 'ghcr.io/acme/shop',
          source: { repository: { name: 'acme/shop' }, dockerfile: 'docker/Dockerfile' },
        },
      },
    ])
    expect(cleared.out).toBe('Taken back for ghcr.io/acme/shop. It is not known where it is built.\n')
    expect(await audit('image.source-told')).toMatchObject([
      { object: id, before: { source: { by: 'told' } } },
      { object: id, before: { source: null } },
    ])
  })

  it('refuses a path that leaves the repository, and a repository that is none', async () => {
    const outside = await patchbay('image', 'set-source', id, repository, '--dockerfile', '../Dockerfile')
    const unknown = await patchbay('image', 'set-source', id, 'repo_zzz')

    expect(outside).toMatchObject({ code: 1, said: expect.stringContaining('below the repository’s root') })
    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('There is no repository "repo_zzz"') })
  })

  it('writes, orders and removes image rules, which hold at once', async () => {
    const created = await patchbay('image-rule', 'create', repository, '--name', 'acme/*', '--dockerfile', 'Dockerfile')
    const [rule] = await listed('image-rule', 'list')
    const [ruled] = await listed('image', 'list', '--with-source')
    const changed = await patchbay(
      'image-rule',
      'update',
      rule.id,
      '--name',
      'nobody/*',
      '--registry',
      'ghcr.io',
      '--position',
      '1',
    )
    const left = await listed('image', 'list', '--with-source')
    const removed = await patchbay('image-rule', 'remove', rule.id)
    const bare = await patchbay('image-rule', 'create', repository)

    expect(created.out).toMatch(
      /^ORDER +ID +REGISTRY +NAME +BUILT IN +DOCKERFILE\n1 +imgr_\w+ +any +acme\/\* +acme\/shop +Dockerfile\n/,
    )
    expect(ruled.source).toMatchObject({ by: 'rule', repository: { id: repository }, dockerfile: 'Dockerfile' })
    expect(changed.out).toMatch(/ghcr\.io +nobody\/\*/)
    expect(left).toEqual([])
    expect(removed.out).toBe(`Removed ${rule.id}.\n`)
    expect(bare).toMatchObject({ code: 1, said: expect.stringContaining('An image rule needs a condition.') })
  })

  it('maps a record as the image it is', async () => {
    const [record] = await listed('record', 'list')
    const mapped = await patchbay('record', 'map', record.id, '--image', '--dry-run')
    const done = await patchbay('record', 'map', record.id, '--image')

    expect(mapped).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was changed.') })
    expect(done.out).toBe('acme/shop:1.0 is GOOD and leads to ghcr.io/acme/shop.\n')
  })
})
