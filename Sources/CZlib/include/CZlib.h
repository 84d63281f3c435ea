// zlib, with the few lines that its macros need.
#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

/// What `czlib_inflate` answers for data that are damaged or cut short.
#define CZLIB_DAMAGED (-1)
/// What `czlib_inflate` answers when more comes out than there is room for.
#define CZLIB_NO_ROOM (-2)

/// Inflates one whole zlib stream; answers the bytes written, or one of the two above. Never writes past `capacity`.
ptrdiff_t czlib_inflate(const uint8_t *source, size_t size, uint8_t *target, size_t capacity);

/// The same for a stream without zlib's header and checksum, as archives hold it.
ptrdiff_t czlib_inflate_raw(const uint8_t *source, size_t size, uint8_t *target, size_t capacity);

/// The CRC-32 of PNG chunks, over `size` bytes.
uint32_t czlib_crc32(const uint8_t *bytes, size_t size);

#endif
