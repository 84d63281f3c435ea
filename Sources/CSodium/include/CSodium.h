// libsodium as it is: its header is plain C, and Swift reads it without help.
#ifndef CSODIUM_H
#define CSODIUM_H

#include <sodium.h>

#endif
