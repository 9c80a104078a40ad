import pino, { type DestinationStream, type Logger } from 'pino'
import { secretNames } from '../domain/log-fields.ts'

export interface LogOptions {
  readonly level: string
  /** For people at a terminal instead of JSON lines. */
  readonly pretty?: boolean
  /** Where lines go; standard error when missing. */
  readonly destination?: DestinationStream
}

/** The hub's log: static messages with fields, secrets in neither. `error` fields are written with their stack. */
export function createLogger({ level, pretty = false, destination }: LogOptions): Logger {
  const options = {
    level,
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '•••' },
  }
  if (destination !== undefined) return pino(options, destination)
  if (!pretty) return pino(options, pino.destination(2))
  const target = { target: 'pino-pretty', options: { destination: 2, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' } }
  return pino({ ...options, transport: target })
}
