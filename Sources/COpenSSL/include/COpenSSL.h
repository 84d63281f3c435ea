// OpenSSL's digests as they are: the header is plain C, and Swift reads it without help.
#ifndef COPENSSL_H
#define COPENSSL_H

#include <openssl/crypto.h>
#include <openssl/evp.h>

#endif
