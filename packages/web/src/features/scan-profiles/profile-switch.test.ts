import { expect, test } from 'vitest'
import { choosersAfter, destinationsWords } from './profile-switch.ts'

const shop = { id: 'prd_1', name: 'Web shop' }
const payments = { id: 'prd_2', name: 'Payments' }
const services = { id: 'pt_1', name: 'Online services' }
const profile = { products: [shop, payments], productTypes: [services] }

const dojo = { id: 'con_5', label: 'DefectDojo', connector: 'defectdojo' }
const bucket = { id: 'con_9', label: 'Bucket', connector: 's3' }

test('it adds who chooses a profile to those that did', () => {
  expect(choosersAfter(profile, 'product', 'prd_3', true)).toEqual({ products: ['prd_1', 'prd_2', 'prd_3'] })
  expect(choosersAfter(profile, 'product-type', 'pt_2', true)).toEqual({ productTypes: ['pt_1', 'pt_2'] })
})

test('it names nobody twice', () => {
  expect(choosersAfter(profile, 'product', 'prd_1', true)).toEqual({ products: ['prd_2', 'prd_1'] })
})

test('it takes out who no longer chooses it', () => {
  expect(choosersAfter(profile, 'product', 'prd_1', false)).toEqual({ products: ['prd_2'] })
  expect(choosersAfter(profile, 'product-type', 'pt_1', false)).toEqual({ productTypes: [] })
})

test('it says where findings go from now on, and where no longer', () => {
  expect(destinationsWords({ exporters: [dojo] }, { exporters: [bucket] })).toBe(
    'Findings go to Bucket and no longer go to DefectDojo.',
  )
  expect(destinationsWords({ exporters: [dojo, bucket] }, { exporters: [] })).toBe(
    'Findings no longer go to DefectDojo, Bucket.',
  )
})

test('it says nothing of destinations that stay or are not known', () => {
  expect(destinationsWords({ exporters: [dojo] }, { exporters: [dojo] })).toBe('')
  expect(destinationsWords({ exporters: [dojo] }, undefined)).toBe('')
})
