import { isIP, Socket } from 'node:net'

// A setup file for Vitest: what a test's process connects to is on this machine, or the test fails and says where it wanted to go.

const loopback = /^(?:127\.|::1$|::ffff:127\.)/
const connect = Socket.prototype.connect

function connectHere(this: Socket, ...parameters: unknown[]): Socket {
  const host = hostOf(parameters)
  if (host !== undefined && isIP(host) !== 0) refuseBeyond(this, host, host)
  else this.on('lookup', (_error: Error | null, address: string) => refuseBeyond(this, String(host), address))
  return this.destroyed ? this : Reflect.apply(connect, this, parameters)
}

// It runs before each file, in a process that keeps what the file before has done.
if (connect.name !== connectHere.name) Socket.prototype.connect = connectHere

/** `net.connect` hands its parameters on in an array of their own. Undefined for a unix socket, and where none is named. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  if (Array.isArray(first)) return hostOf(first)
  if (typeof first === 'object' && first !== null && 'host' in first)
    return typeof first.host === 'string' ? first.host : undefined
  return typeof first === 'number' && typeof second === 'string' ? second : undefined
}

function refuseBeyond(socket: Socket, host: string, address: string): void {
  if (typeof address !== 'string' || loopback.test(address)) return
  socket.destroy(new Error(`A test wanted to connect to ${host} (${address}). Tests reach nothing but this machine.`))
}
