#pragma once
#include <stdbool.h>
#include <stdint.h>

// What Swift cannot call: recvmmsg with its control messages, the sockaddr family of casts, and statfs. No RTP in here.

enum { CSOCKETS_BATCH = 32, CSOCKETS_DATAGRAM = 2048 };

// An IPv6 address, or an IPv4 address mapped into one, as two numbers.
typedef struct {
    uint64_t high, low;
} csockets_address;

typedef struct {
    csockets_address source;
    int64_t stamp;     // arrival in the kernel, nanoseconds since 1970; 0 where the kernel did not say
    uint32_t length;   // of what was kept
    uint32_t dropped;  // datagrams that the kernel has dropped on this socket since it was opened
    bool truncated;
} csockets_datagram;

// A non-blocking UDP socket bound to a numeric address, or -errno.
int csockets_open(const char *address, uint16_t port, int receive_buffer);

// Takes up to `count` (at most CSOCKETS_BATCH) datagrams off the socket: how many there were, or -errno. Never waits.
// Datagram n is kept at bytes + n * CSOCKETS_DATAGRAM.
int csockets_receive(int socket, csockets_datagram *datagrams, uint8_t *bytes, unsigned count);

// Sends a datagram from a socket to an address in its own family: the octets that left, or -errno. Never waits.
int csockets_send(int socket, csockets_address to, uint16_t port, const uint8_t *bytes, unsigned count);

// Reads a numeric IPv4 or IPv6 address.
bool csockets_parse_address(const char *text, csockets_address *address);

// Whether a folder lies in memory (tmpfs, ramfs) and on no disk.
bool csockets_is_in_memory(const char *folder);

// The local address that packets to a numeric address leave from, as text.
bool csockets_local_address(const char *remote, char *text, unsigned length);
