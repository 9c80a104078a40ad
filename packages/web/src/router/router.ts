import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { connectionSearch } from '../features/connections/search.ts'
import { explainSearch } from '../features/explain/search.ts'
import { imagesSearch } from '../features/images/search.ts'
import { integrationsSearch } from '../features/integrations/search.ts'
import { operationRowsSearch, operationsSearch } from '../features/operations/search.ts'
import { productsSearch } from '../features/products/search.ts'
import { recordsSearch } from '../features/records/search.ts'
import { remediationMetricsSearch, remediationsSearch } from '../features/remediations/search.ts'
import { repositoriesSearch } from '../features/repositories/search.ts'
import { settingsSearch } from '../features/settings/search.ts'
import { uploadsSearch } from '../features/uploads/search.ts'
import { vulnerabilitiesSearch } from '../features/vulnerabilities/search.ts'
import { NotFoundPage } from '../shell/not-found-page.tsx'
import { PageError } from '../shell/page-error.tsx'
import { Shell } from '../shell/shell.tsx'
import { parseSearch, stringifySearch } from './search-params.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
})
const vulnerabilities = createRoute({
  getParentRoute: () => root,
  path: '/vulnerabilities',
  validateSearch: vulnerabilitiesSearch,
  component: lazyRouteComponent(() => import('../features/vulnerabilities/vulnerabilities-page.tsx'), 'VulnerabilitiesPage'),
})
const vulnerability = createRoute({
  getParentRoute: () => root,
  path: '/vulnerabilities/$vulnerabilityId',
  component: lazyRouteComponent(() => import('../features/vulnerabilities/vulnerability-page.tsx'), 'VulnerabilityPage'),
})
const remediations = createRoute({
  getParentRoute: () => root,
  path: '/remediations',
  validateSearch: remediationsSearch,
  component: lazyRouteComponent(() => import('../features/remediations/remediations-page.tsx'), 'RemediationsPage'),
})
const remediationMetrics = createRoute({
  getParentRoute: () => root,
  path: '/remediations/metrics',
  validateSearch: remediationMetricsSearch,
  component: lazyRouteComponent(() => import('../features/remediations/metrics-page.tsx'), 'RemediationMetricsPage'),
})
const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/remediations/campaigns',
  component: lazyRouteComponent(() => import('../features/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
})
const campaign = createRoute({
  getParentRoute: () => root,
  path: '/remediations/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('../features/campaigns/campaign-page.tsx'), 'CampaignPage'),
})
const remediation = createRoute({
  getParentRoute: () => root,
  path: '/remediations/$remediationId',
  component: lazyRouteComponent(() => import('../features/remediations/remediation-page.tsx'), 'RemediationPage'),
})
const repositories = createRoute({
  getParentRoute: () => root,
  path: '/repositories',
  validateSearch: repositoriesSearch,
  component: lazyRouteComponent(() => import('../features/repositories/repositories-page.tsx'), 'RepositoriesPage'),
})
const repository = createRoute({
  getParentRoute: () => root,
  path: '/repositories/$repositoryId',
  component: lazyRouteComponent(() => import('../features/repositories/repository-page.tsx'), 'RepositoryPage'),
})
const images = createRoute({
  getParentRoute: () => root,
  path: '/images',
  validateSearch: imagesSearch,
  component: lazyRouteComponent(() => import('../features/images/images-page.tsx'), 'ImagesPage'),
})
const imageRules = createRoute({
  getParentRoute: () => root,
  path: '/images/rules',
  component: lazyRouteComponent(() => import('../features/images/image-rules-page.tsx'), 'ImageRulesPage'),
})
const image = createRoute({
  getParentRoute: () => root,
  path: '/images/$imageId',
  component: lazyRouteComponent(() => import('../features/images/image-page.tsx'), 'ImagePage'),
})
const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  validateSearch: productsSearch,
  component: lazyRouteComponent(() => import('../features/products/products-page.tsx'), 'ProductsPage'),
})
const product = createRoute({
  getParentRoute: () => root,
  path: '/products/$productId',
  component: lazyRouteComponent(() => import('../features/products/product-page.tsx'), 'ProductPage'),
})
const productType = createRoute({
  getParentRoute: () => root,
  path: '/products/types/$productTypeId',
  component: lazyRouteComponent(() => import('../features/products/product-type-page.tsx'), 'ProductTypePage'),
})
const productTypes = createRoute({
  getParentRoute: () => root,
  path: '/products/types',
  component: lazyRouteComponent(() => import('../features/products/product-types-page.tsx'), 'ProductTypesPage'),
})
const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: recordsSearch,
  component: lazyRouteComponent(() => import('../features/records/records-page.tsx'), 'RecordsPage'),
})
const mappingRules = createRoute({
  getParentRoute: () => root,
  path: '/records/rules',
  component: lazyRouteComponent(() => import('../features/mapping-rules/mapping-rules-page.tsx'), 'MappingRulesPage'),
})
const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  validateSearch: operationsSearch,
  component: lazyRouteComponent(() => import('../features/operations/operations-page.tsx'), 'OperationsPage'),
})
const operation = createRoute({
  getParentRoute: () => root,
  path: '/operations/$operationId',
  component: lazyRouteComponent(() => import('../features/operations/operation-page.tsx'), 'OperationPage'),
})
const operationRows = createRoute({
  getParentRoute: () => root,
  path: '/operations/$operationId/rows',
  validateSearch: operationRowsSearch,
  component: lazyRouteComponent(() => import('../features/operations/operation-rows-page.tsx'), 'OperationRowsPage'),
})
const uploads = createRoute({
  getParentRoute: () => root,
  path: '/uploads',
  validateSearch: uploadsSearch,
  component: lazyRouteComponent(() => import('../features/uploads/uploads-page.tsx'), 'UploadsPage'),
})
const upload = createRoute({
  getParentRoute: () => root,
  path: '/uploads/$uploadId',
  component: lazyRouteComponent(() => import('../features/uploads/upload-page.tsx'), 'UploadPage'),
})
const explain = createRoute({
  getParentRoute: () => root,
  path: '/explain',
  validateSearch: explainSearch,
  component: lazyRouteComponent(() => import('../features/explain/explain-page.tsx'), 'ExplainPage'),
})
const integrations = createRoute({
  getParentRoute: () => root,
  path: '/integrations',
  validateSearch: integrationsSearch,
  component: lazyRouteComponent(() => import('../features/integrations/integrations-page.tsx'), 'IntegrationsPage'),
})
const connection = createRoute({
  getParentRoute: () => root,
  path: '/integrations/$connectionId',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('../features/connections/connection-page.tsx'), 'ConnectionPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    vulnerabilities,
    vulnerability,
    remediations,
    remediationMetrics,
    campaigns,
    campaign,
    remediation,
    repositories,
    repository,
    images,
    imageRules,
    image,
    products,
    productTypes,
    productType,
    product,
    records,
    mappingRules,
    operations,
    operation,
    operationRows,
    uploads,
    upload,
    explain,
    integrations,
    connection,
    settings,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
