#ifndef CSHA256_H
#define CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// SHA-256 by the processor's own instructions, five times as fast as without. Where there are none, libsodium serves.

/// The hash of bytes that come in pieces.
typedef struct {
    uint32_t words[8];
    uint64_t count;
    uint8_t rest[64];
} csha256_state;

/// Whether this processor has the instructions; nothing else here may be called on one that has not.
int csha256_is_available(void);

void csha256_begin(csha256_state *state);
void csha256_add(csha256_state *state, const uint8_t *bytes, size_t count);
/// Writes the 32 bytes of the hash; the state is used up.
void csha256_finish(csha256_state *state, uint8_t *digest);

#endif
