import { Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { ConfigurationFile } from '../configuration/configuration-file.tsx'
import { Notifications } from '../notifications/notifications.tsx'
import { Policies } from '../policies/policies.tsx'
import { SlaPolicies } from '../policies/sla-policies.tsx'
import { Feeds } from '../priority/feeds.tsx'
import { useMay } from '../session/queries.ts'
import { Account } from './account.tsx'
import { AuditLog } from './audit-log.tsx'
import { General } from './general.tsx'
import { settingsTabs } from './search.ts'
import { ServiceAccounts } from './service-accounts.tsx'
import { Tokens } from './tokens.tsx'
import { Users } from './users.tsx'

const route = getRouteApi('/settings')

export function SettingsPage() {
  const { tab = 'account' } = route.useSearch()
  const navigate = route.useNavigate()
  const mayManage = useMay('maintainer')
  const owns = useMay('owner')

  return (
    <Page title="Settings">
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ search: { tab: settingsTabs.find((each) => each === value) } })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="account">Account</Tabs.Tab>
          {mayManage && <Tabs.Tab value="general">General</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="feeds">Feeds</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="deadlines">Deadlines</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="policies">Policies</Tabs.Tab>}
          <Tabs.Tab value="tokens">API tokens</Tabs.Tab>
          {mayManage && <Tabs.Tab value="service-accounts">Service accounts</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="users">Users</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="notifications">Notifications</Tabs.Tab>}
          {mayManage && <Tabs.Tab value="audit">Audit log</Tabs.Tab>}
          {owns && <Tabs.Tab value="configuration">Configuration file</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="account" pt="md">
          <Account />
        </Tabs.Panel>
        {mayManage && (
          <Tabs.Panel value="general" pt="md">
            <General />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="feeds" pt="md">
            <Feeds />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="deadlines" pt="md">
            <SlaPolicies />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="policies" pt="md">
            <Policies />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="tokens" pt="md">
          <Tokens />
        </Tabs.Panel>
        {mayManage && (
          <Tabs.Panel value="service-accounts" pt="md">
            <ServiceAccounts />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="users" pt="md">
            <Users />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="notifications" pt="md">
            <Notifications />
          </Tabs.Panel>
        )}
        {mayManage && (
          <Tabs.Panel value="audit" pt="md">
            <AuditLog />
          </Tabs.Panel>
        )}
        {owns && (
          <Tabs.Panel value="configuration" pt="md">
            <ConfigurationFile />
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  )
}
