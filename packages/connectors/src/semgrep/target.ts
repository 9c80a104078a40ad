import type { Target } from '@patchbay/sdk'
import { cleanText, distinctTexts, textOrNull } from '@patchbay/sdk/shape'
import type { Project } from './schema.ts'

/** One project: a repository as Semgrep knows it. Findings name it by `owner/name`, so `sync` needs that again. */
export function toTarget({ id, name, url, tags, primary_branch, default_branch }: Project): Target {
  const address = textOrNull(url, 500)
  const branch = branchOf(primary_branch) ?? branchOf(default_branch)
  return {
    ref: id,
    name: cleanText(name, 300),
    ...(address !== null && { repository: { urls: [address], ...(branch !== null && { defaultBranch: branch }) } }),
    tags: tagsOf(tags),
    archived: false,
    attributes: { repository: cleanText(name, 300), ...(branch !== null && { branch }) },
  }
}

/** A branch name from a ref, which may be short (`main`) or full (`refs/heads/main`); other refs are no branches. */
export function branchOf(ref: string | null | undefined): string | null {
  const name = textOrNull(ref, 255)?.replace(/^refs\/heads\//, '')
  return name === undefined || name.startsWith('refs/') ? null : name
}

function tagsOf(tags: unknown): readonly string[] {
  if (typeof tags === 'string') return distinctTexts([tags])
  return Array.isArray(tags) ? distinctTexts(tags.filter((tag) => typeof tag === 'string')) : []
}
