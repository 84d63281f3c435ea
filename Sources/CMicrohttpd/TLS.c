#include "CMicrohttpd.h"

#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>

enum { longest_chain = 16 };

// Whether a certificate was made for a key: both have the same public half.
static int fits(gnutls_pcert_st *certificate, gnutls_privkey_t key) {
    unsigned char wanted[64], given[64];
    size_t wanted_size = sizeof wanted, given_size = sizeof given;
    gnutls_pubkey_t half;
    if (gnutls_pubkey_init(&half) < 0) return 0;
    int result = gnutls_pubkey_import_privkey(half, key, 0, 0) >= 0
        && gnutls_pubkey_get_key_id(half, GNUTLS_KEYID_USE_SHA256, given, &given_size) >= 0
        && gnutls_pubkey_get_key_id(certificate->pubkey, GNUTLS_KEYID_USE_SHA256, wanted, &wanted_size) >= 0
        && wanted_size == given_size && memcmp(wanted, given, given_size) == 0;
    gnutls_pubkey_deinit(half);
    return result;
}

static int64_t expiry(const gnutls_pcert_st *certificate) {
    gnutls_x509_crt_t parsed;
    int64_t expires = -1;
    if (gnutls_x509_crt_init(&parsed) < 0) return -1;
    if (gnutls_x509_crt_import(parsed, &certificate->cert, GNUTLS_X509_FMT_DER) >= 0)
        expires = gnutls_x509_crt_get_expiration_time(parsed);
    gnutls_x509_crt_deinit(parsed);
    return expires;
}

struct ctls_pair *ctls_read(
    const uint8_t *certificate, size_t certificate_size, const uint8_t *key, size_t key_size,
    enum ctls_fault *fault, const char **reason) {
    gnutls_datum_t chain_text = {(unsigned char *)certificate, (unsigned int)certificate_size};
    gnutls_datum_t key_text = {(unsigned char *)key, (unsigned int)key_size};
    struct ctls_pair *pair = calloc(1, sizeof *pair);
    gnutls_pcert_st *chain = calloc(longest_chain, sizeof *chain);
    *fault = CTLS_CERTIFICATE;
    int code = GNUTLS_E_MEMORY_ERROR;
    if (!pair || !chain) goto failed;
    unsigned int count = longest_chain;
    code = gnutls_pcert_list_import_x509_raw(chain, &count, &chain_text, GNUTLS_X509_FMT_PEM, 0);
    if (code < 0) goto failed;
    pair->chain = chain;
    pair->count = count;
    *fault = CTLS_KEY;
    code = gnutls_privkey_init(&pair->key);
    if (code >= 0) code = gnutls_privkey_import_x509_raw(pair->key, &key_text, GNUTLS_X509_FMT_PEM, NULL, 0);
    if (code < 0) goto failed;
    *fault = CTLS_MISMATCH;
    if (!fits(&chain[0], pair->key)) goto failed;
    pair->expires = expiry(&chain[0]);
    *fault = CTLS_NONE;
    return pair;
failed:
    *reason = gnutls_strerror(code);
    if (!pair || !pair->chain) free(chain);
    ctls_free(pair);
    return NULL;
}

void ctls_free(struct ctls_pair *pair) {
    if (!pair) return;
    for (unsigned int index = 0; index < pair->count; index++) gnutls_pcert_deinit(&pair->chain[index]);
    free(pair->chain);
    if (pair->key) gnutls_privkey_deinit(pair->key);
    free(pair);
}
