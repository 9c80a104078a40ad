import { Link } from '@tanstack/react-router'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { baseImages, baseWords } from './base-images.ts'
import classes from './vulnerabilities.module.css'

interface WhereProps {
  readonly vulnerability: VulnerabilityDetail
}

export function Where({ vulnerability }: WhereProps) {
  return (
    <section className={classes.section} aria-label="Where">
      <h3 className={classes.sectionTitle}>Where</h3>
      <Facts facts={[...places(vulnerability), ...bases(vulnerability), ...inside(vulnerability)]} />
    </section>
  )
}

function places({ repository, image, product, asset }: VulnerabilityDetail): readonly Fact[] {
  const facts: Fact[] = []
  if (repository !== null) {
    facts.push({
      name: 'Repository',
      value: (
        <Link to="/repositories/$repositoryId" params={{ repositoryId: repository.id }} className={classes.link}>
          {repository.name}
        </Link>
      ),
    })
  }
  if (image !== null) {
    facts.push({
      name: 'Image',
      value: (
        <Link to="/images/$imageId" params={{ imageId: image.id }} className={classes.link}>
          {image.name}
        </Link>
      ),
    })
  }
  if (image?.source != null) facts.push({ name: 'Built in', value: <BuiltIn source={image.source} /> })
  if (repository === null && image === null) facts.push({ name: 'Application', value: asset })
  if (product !== null) {
    facts.push({
      name: 'Product',
      value: (
        <Link to="/products/$productId" params={{ productId: product.id }} className={classes.link}>
          {product.name}
        </Link>
      ),
    })
  }
  return facts
}

type Source = NonNullable<NonNullable<VulnerabilityDetail['image']>['source']>

function BuiltIn({ source: { repository, dockerfile } }: { readonly source: Source }) {
  return (
    <>
      <Link to="/repositories/$repositoryId" params={{ repositoryId: repository.id }} className={classes.link}>
        {repository.name}
      </Link>
      {dockerfile !== null && `, ${dockerfile}`}
    </>
  )
}

function bases({ findings }: VulnerabilityDetail): readonly Fact[] {
  const bases = baseImages(findings)
  if (bases.length === 0) return []
  const value = bases.map((base) => (
    <div key={base.reference}>
      <code className={classes.code}>{base.reference}</code> <span className={classes.dim}>{baseWords(base)}</span>
    </div>
  ))
  return [{ name: bases.length === 1 ? 'Base image' : 'Base images', value }]
}

function inside({ location, package: used }: VulnerabilityDetail): readonly Fact[] {
  const facts: Fact[] = []
  if (used?.purl) facts.push({ name: 'Package', value: <code className={classes.code}>{used.purl}</code> })
  if (location !== null) {
    const line = location.startLine === null ? '' : `:${location.startLine}`
    const path = <code className={classes.code}>{`${location.path}${line}`}</code>
    facts.push({ name: 'Path', value: location.url === null ? path : <ExternalLink href={location.url}>{path}</ExternalLink> })
  }
  return facts
}
