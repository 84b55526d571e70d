/** Limits of libvirt's wire protocol, in bytes (src/rpc/virnetprotocol.x, src/remote/remote_protocol.x). */
export const MESSAGE_MAX = 32 * 1024 ** 2;
/** The 4-byte length counts itself, but not towards `MESSAGE_MAX`. */
export const LENGTH_BYTES = 4;
export const HEADER_BYTES = 24;
export const STRING_MAX = 4 * 1024 ** 2;
/** What every libvirt since 0.9 takes as the data of one stream packet. */
export const STREAM_CHUNK = 262120;
