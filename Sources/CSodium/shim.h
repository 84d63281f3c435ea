// libsodium as it is: argon2id, SHA-256, random bytes, comparing in constant time.
#include <sodium.h>
