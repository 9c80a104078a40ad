import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/** Signed out elsewhere, or the session ran out: the gate asks again who this is. */
function onError(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401) void queryClient.invalidateQueries({ queryKey: ['session'] })
}

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function retry(failures: number, error: unknown): boolean {
  if (error instanceof ApiProblem && error.status < 500) return false
  return failures < 2
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
