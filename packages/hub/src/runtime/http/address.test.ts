import { describe, expect, it } from 'vitest'
import { isMetadataName, standing } from './address.ts'

describe('standing', () => {
  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('lets %s through', (address) => {
    expect(standing(address)).toBe('public')
  })

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, octal', '0177.0.0.1'],
    ['loopback, IPv6', '::1'],
    ['private', '10.255.255.255'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified, IPv6', '::'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['multicast', '224.0.0.1'],
    ['multicast, IPv6', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '203.0.113.1'],
    ['reserved', '240.0.0.1'],
    ['unique local', 'fd12:3456::1'],
    ['site-local', 'fec0::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped private, hexadecimal', '::ffff:a00:1'],
    ['IPv4-compatible loopback', '::7f00:1'],
    ['IPv4-translated loopback', '::ffff:0:7f00:1'],
    ['NAT64 of a private address', '64:ff9b::a00:1'],
    ['NAT64, local use', '64:ff9b:1::808:808'],
    ['6to4 of a public address', '2002:808:808::1'],
    ['Teredo', '2001::1'],
    ['documentation, IPv6', '2001:db8::1'],
    ['never allocated', '4000::1'],
  ])('keeps away from %s: %s', (_name, address) => {
    expect(standing(address)).toBe('private')
  })

  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'FD00:0EC2:0:0:0:0:0:254',
    'fe80::1',
    'fe80::1%eth0',
    '::ffff:169.254.169.254',
    '::a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'not an address',
  ])('never opens %s', (address) => {
    expect(standing(address)).toBe('never')
  })
})

describe('isMetadataName', () => {
  it('knows the names clouds use', () => {
    expect(isMetadataName('metadata.google.internal')).toBe(true)
    expect(isMetadataName('gitlab.example')).toBe(false)
  })
})
