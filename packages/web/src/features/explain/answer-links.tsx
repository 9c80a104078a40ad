import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ConnectionRef, ExplanationAnswer } from '../../api/types.ts'

interface AnswerLinksProps {
  readonly answer: ExplanationAnswer
  readonly connection: ConnectionRef
}

/** Where to go on from an answer. */
export function AnswerLinks({ answer, connection }: AnswerLinksProps) {
  switch (answer.kind) {
    case 'here':
      return <ToVulnerability id={answer.vulnerability.id} />
    case 'held':
      return (
        <>
          <ToVulnerability id={answer.vulnerability.id} />
          <ToOperation id={answer.held.operation}>The held operation</ToOperation>
        </>
      )
    case 'closed':
      return (
        <>
          <ToVulnerability id={answer.vulnerability.id} />
          {answer.operation !== null && <ToOperation id={answer.operation}>The operation that closed it</ToOperation>}
          {answer.changes !== null && <ToRules connection={connection} />}
        </>
      )
    case 'filtered':
      return (
        <>
          <ToRules connection={connection} />
          <Link
            to="/operations/$operationId/rows"
            params={{ operationId: answer.operation }}
            search={{ list: 'filtered', reason: [answer.reason] }}
          >
            Everything left out like this
          </Link>
        </>
      )
    case 'set-aside':
      return (
        <Link to="/operations/$operationId/rows" params={{ operationId: answer.operation }} search={{ list: 'set-aside' }}>
          Every row set aside
        </Link>
      )
    case 'record':
      return (
        <>
          <Link to="/records" search={{ connection: [connection.id], q: answer.record.name }}>
            The record
          </Link>
          {answer.held !== null && <ToOperation id={answer.held.operation}>The held operation</ToOperation>}
        </>
      )
    case 'identifier':
      return (
        <Link to="/vulnerabilities" search={{ q: answer.identifier, connection: [connection.id] }}>
          Vulnerabilities of this name
        </Link>
      )
    case 'absent':
      return (
        <>
          {answer.lastSync !== null && <ToOperation id={answer.lastSync.operation}>The last sync</ToOperation>}
          {answer.notRead.length > 0 && (
            <Link to="/records" search={{ connection: [connection.id] }}>
              Records of {connection.label}
            </Link>
          )}
        </>
      )
  }
}

function ToVulnerability({ id }: { readonly id: string }) {
  return (
    <Link to="/vulnerabilities/$vulnerabilityId" params={{ vulnerabilityId: id }}>
      The vulnerability
    </Link>
  )
}

function ToOperation({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Link to="/operations/$operationId" params={{ operationId: id }}>
      {children}
    </Link>
  )
}

function ToRules({ connection }: { readonly connection: ConnectionRef }) {
  return (
    <Link to="/integrations/$connectionId" params={{ connectionId: connection.id }} search={{ tab: 'rules' }}>
      Import rules of {connection.label}
    </Link>
  )
}
