#include "CSHA256.h"

#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// FIPS 180-4, section 4.2.2.
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

int csha256_is_available(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return 0;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) && (c & bit_SSSE3);
}

// The instructions take the eight words as ABEF and CDGH, and four rounds' words of the message at once.
__attribute__((target("sha,sse4.1,ssse3")))
static void compress(uint32_t words[8], const uint8_t *bytes, size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&words[0]), 0xB1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&words[4]), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; blocks > 0; blocks -= 1, bytes += 64) {
        const __m128i abefBefore = abef, cdghBefore = cdgh;
        __m128i message[4];
#pragma clang loop unroll(full)
        for (int group = 0; group < 16; group += 1) {
            __m128i *now = &message[group & 3];
            if (group < 4) {
                *now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * group)), swap);
            } else {
                const __m128i last = message[(group + 3) & 3];
                const __m128i between = _mm_alignr_epi8(last, message[(group + 2) & 3], 4);
                const __m128i first = _mm_sha256msg1_epu32(*now, message[(group + 1) & 3]);
                *now = _mm_sha256msg2_epu32(_mm_add_epi32(first, between), last);
            }
            const __m128i round = _mm_add_epi32(*now, _mm_load_si128((const __m128i *)&constants[4 * group]));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, round);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(round, 0x0E));
        }
        abef = _mm_add_epi32(abef, abefBefore);
        cdgh = _mm_add_epi32(cdgh, cdghBefore);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)&words[0], _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)&words[4], _mm_alignr_epi8(dchg, feba, 8));
}

#else

int csha256_is_available(void) { return 0; }

static void compress(uint32_t words[8], const uint8_t *bytes, size_t blocks) { __builtin_trap(); }

#endif

void csha256_begin(csha256_state *state) {
    // FIPS 180-4, section 5.3.3.
    static const uint32_t first[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    memcpy(state->words, first, sizeof first);
    state->count = 0;
}

void csha256_add(csha256_state *state, const uint8_t *bytes, size_t count) {
    const size_t held = state->count % 64;
    state->count += count;
    if (held + count < 64) {
        if (count > 0) memcpy(state->rest + held, bytes, count);
        return;
    }
    if (held > 0) {
        memcpy(state->rest + held, bytes, 64 - held);
        compress(state->words, state->rest, 1);
        bytes += 64 - held;
        count -= 64 - held;
    }
    compress(state->words, bytes, count / 64);
    memcpy(state->rest, bytes + count / 64 * 64, count % 64);
}

void csha256_finish(csha256_state *state, uint8_t *digest) {
    const uint64_t bits = state->count * 8;
    const size_t held = state->count % 64;
    uint8_t end[128] = {0};
    memcpy(end, state->rest, held);
    end[held] = 0x80;
    const size_t length = held < 56 ? 64 : 128;
    for (int byte = 0; byte < 8; byte += 1) end[length - 1 - byte] = (uint8_t)(bits >> (8 * byte));
    compress(state->words, end, length / 64);
    for (int word = 0; word < 8; word += 1) {
        for (int byte = 0; byte < 4; byte += 1) digest[4 * word + byte] = (uint8_t)(state->words[word] >> (24 - 8 * byte));
    }
}
