import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'

/** The standard documents, each with what people take it for. */
const formats = [
  { id: 'csv', label: 'CSV', purpose: 'for spreadsheets' },
  { id: 'sarif', label: 'SARIF', purpose: 'for code scanning' },
  { id: 'cyclonedx', label: 'CycloneDX VEX', purpose: 'what is decided' },
  { id: 'openvex', label: 'OpenVEX', purpose: 'what is decided' },
  { id: 'csaf', label: 'CSAF VEX', purpose: 'what is decided' },
  { id: 'ocsf', label: 'OCSF', purpose: 'for a security lake' },
] as const

interface DownloadMenuProps {
  /** Path of the resource the documents are of: `/repositories/repo_7`. */
  readonly of: `/${'repositories' | 'products'}/${string}`
}

/** What scanners see now, as a file in a standard format. */
export function DownloadMenu({ of }: DownloadMenuProps) {
  return (
    <Menu position="bottom-end" width={250} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} />}>
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ id, label, purpose }) => (
          <Menu.Item key={id} component="a" href={`/api/v1${of}/document?format=${id}`} download rightSection={purpose}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
