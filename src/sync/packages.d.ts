/** The parts of y-webrtc 10.3.0 and simple-peer 9.11.1 that we rest on, some of them not public: both are pinned to the digit. */

declare module 'simple-peer-original' {
  export default class SimplePeer {
    constructor(options: Record<string, unknown>)
    readonly destroyed: boolean
    readonly destroying: boolean
    protected _channel: RTCDataChannel | null
    protected _onChannelMessage(event: { data: ArrayBuffer }): void
    protected _onChannelOpen(): void
    send(chunk: Uint8Array): void
    signal(data: unknown): void
    destroy(error?: Error): void
    emit(event: string, ...args: unknown[]): boolean
    on(event: string, listener: (...args: never[]) => void): this
    once(event: string, listener: (...args: never[]) => void): this
  }
}

declare module 'y-webrtc' {
  import type { Awareness } from 'y-protocols/awareness'
  import type { Doc } from 'yjs'

  export interface SignalingConn {
    readonly connected: boolean
    readonly connecting: boolean
    readonly unsuccessfulReconnects: number
    shouldConnect: boolean
    connect(): void
    send(message: unknown): void
    emit(name: string, args: unknown[]): void
  }
  export interface Room {
    readonly peerId: string
    /** The topic that it signals under. */
    readonly name: string
    readonly key: CryptoKey | null
    /** Connections by the other end's peer id, those that are still being made included. */
    readonly webrtcConns: Map<string, { readonly peer: unknown; readonly connected: boolean }>
    /** Peers that it reaches over BroadcastChannel and therefore not over WebRTC. */
    readonly bcConns: Set<string>
    bcconnected: boolean
    _bcSubscriber: (data: ArrayBuffer) => void
    readonly _beforeUnloadHandler: () => void
  }
  export class WebrtcProvider {
    constructor(
      room: string,
      doc: Doc,
      options: {
        signaling: string[]
        password: string
        awareness: Awareness
        filterBcConns: boolean
        maxConns?: number
        peerOpts: Record<string, unknown>
      },
    )
    readonly key: PromiseLike<CryptoKey | null>
    readonly room: Room | null
    signalingUrls: string[]
    signalingConns: SignalingConn[]
    connect(): void
    disconnect(): void
    destroy(): void
  }
}
