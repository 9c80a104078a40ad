import type { ChangePreview } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'

/** What would be changed, file by file, and what is left to people. */
export function ChangeDiff({ preview }: { readonly preview: ChangePreview }) {
  const { repository, branch, source, files, left, lockFiles, overrides, log, request } = preview
  return (
    <>
      <p className={view.dim}>
        {repository}: <code>{source}</code> into <code>{branch}</code>. Nothing was pushed yet.
      </p>
      {request !== null && (
        <p className={view.prose}>
          There is one already: <ExternalLink href={request.url}>{request.key}</ExternalLink>, {request.state}.
        </p>
      )}
      {log !== null && <pre className={view.raw}>{log}</pre>}
      {files.map(({ path, diff }) => (
        <pre key={path} className={view.raw}>
          {diff}
        </pre>
      ))}
      {overrides.length > 0 && (
        <ul className={view.prose} aria-label="Forced by an override">
          {overrides.map(({ path, package: name }) => (
            <li key={`${path} ${name}`}>
              <code>{name}</code> is forced by an override in <code>{path}</code>.
            </li>
          ))}
        </ul>
      )}
      {lockFiles.length > 0 && (
        <ul className={view.prose} aria-label="Lock files to refresh">
          {lockFiles.map(({ path, command }) => (
            <li key={path}>
              <code>{path}</code> is not changed: run <code>{command}</code> on the branch before it is merged.
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <ul className={view.prose} aria-label="Left to you">
          {left.map(({ path, package: name, reason }) => (
            <li key={`${path} ${name}`}>
              <code>{path ?? name}</code> is left to you. {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
