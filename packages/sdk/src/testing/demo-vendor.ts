import type { Tenant } from './tenant.ts'

/** An emulated vendor that is running, and how to connect to it. */
export interface DemoVendor {
  /** What the connection is called in the demo. */
  readonly label: string
  /** Settings and secrets, as the connector's schema has them. */
  readonly config: Readonly<Record<string, unknown>>
  /** Of a destination: how many findings it holds, for comparing with the hub. */
  holds?(): { readonly open: number; readonly resolved: number }
  /** Of a scanner: its next scan no longer sees these findings, by the tenant's keys. */
  readonly fix?: (keys: readonly string[]) => void
  /** Of source control: what people do there. */
  readonly platform?: {
    /** Adds a commit to the default branch of a repository. */
    write(fullName: string, files: Readonly<Record<string, string>>): void
    /** Merges a request, by its key. */
    merge(key: string): void
  }
  close(): Promise<void>
}

/** Default export of a connector's `emulator-demo.ts`: starts its emulator over the demo's tenant. The demo finds it by that name. */
export type StartDemoVendor = (tenant: Tenant) => Promise<DemoVendor>
