import type { FastifyInstance } from 'fastify'

/** Bodies are JSON and nothing else; an empty one counts as none, whatever its content type says. */
export function answerJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    return parseJson(request, body.toString(), done)
  })
}

/** Each operation reads its parameters through its own schemas, where their types are known. Fastify only documents them. */
export function readParameters(app: FastifyInstance): void {
  app.setValidatorCompiler(() => (value) => ({ value }))
}
