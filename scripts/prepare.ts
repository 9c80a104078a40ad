// Runs after `npm ci` and `npm install`: a checkout serves the web app that is built here.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildWebApp } from './build/web-app.ts'
import { root } from './tree.ts'

if (hasBuilder()) {
  if (await buildWebApp()) console.log('Built the web app.')
} else {
  console.log(
    'Did not build the web app, because the development dependencies were left out: a hub started here serves the API alone.',
  )
}

function hasBuilder(): boolean {
  try {
    createRequire(join(root, 'packages/web/package.json')).resolve('vite/package.json')
    return true
  } catch {
    return false
  }
}
