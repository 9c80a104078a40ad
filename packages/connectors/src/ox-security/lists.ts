import type { Context } from '@patchbay/sdk'
import { idAt, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import { askFor } from './ask.ts'
import type { Config } from './config.ts'
import { applicationDocuments, issueDocuments } from './documents.ts'
import { offsetPages, type Start, type Stretch } from './offset-pages.ts'
import { applicationsAnswer, issuesAnswer } from './schema.ts'

/** A thousand requests an hour have to last, and each row is several kilobytes. */
const issuePageSize = 500
const applicationPageSize = 1000

/**
 * Raw active issues, oldest first, so that new ones come in at the end. `excluded` are names of categories to leave out: a name
 * OX does not know then costs a few rows that nobody wanted, where asking for the wanted ones by a wrong name would look as if
 * there were none.
 */
export function issuePages(
  context: Context<Config>,
  excluded: readonly string[],
  from?: Start,
): AsyncGenerator<Stretch, string | null, void> {
  const ask = askFor(context, issueDocuments)
  const input = {
    limit: issuePageSize,
    sort: { fields: ['OpenDate'], order: ['ASC'] },
    ...(excluded.length > 0 && {
      conditionalFilters: [{ condition: 'NOT', fieldName: 'categories', values: excluded }],
    }),
  }

  return offsetPages({
    what: 'issues',
    idOf: idAt('issueId'),
    from,
    read: async (start) => {
      const where = 'cursor' in start ? { cursorValue: start.cursor } : { offset: start.offset }
      const answer = await ask({ getIssuesInput: { ...input, ...where } })
      const { issues, totalFilteredIssues, cursorValue } = readAnswer(
        issuesAnswer,
        answer,
        'OX Security’s list of issues',
      ).getIssues
      return { rows: issues, total: totalFilteredIssues ?? null, cursor: textOrNull(cursorValue) }
    },
  })
}

/** Raw applications OX calls relevant: those it scans. */
export function applicationPages(context: Context<Config>): AsyncGenerator<Stretch, string | null, void> {
  const ask = askFor(context, applicationDocuments)

  return offsetPages({
    what: 'applications',
    idOf: idAt('appId'),
    read: async (start) => {
      const offset = 'cursor' in start ? 0 : start.offset
      const answer = await ask({ getApplicationsInput: { limit: applicationPageSize, offset } })
      const { applications, totalFilteredApps } = readAnswer(
        applicationsAnswer,
        answer,
        'OX Security’s list of applications',
      ).getApplications
      return { rows: applications, total: totalFilteredApps ?? null, cursor: null }
    },
  })
}
