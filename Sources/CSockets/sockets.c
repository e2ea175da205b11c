#define _GNU_SOURCE
#include "sockets.h"

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

static bool resolve(const char *address, uint16_t port, struct addrinfo **found) {
    char service[8];
    snprintf(service, sizeof service, "%u", port);
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_DGRAM};
    return getaddrinfo(address, service, &hints, found) == 0;
}

static csockets_address mapped(const struct sockaddr *from) {
    uint64_t parts[2] = {0, 0};
    if (from->sa_family == AF_INET6) {
        memcpy(parts, &((const struct sockaddr_in6 *)from)->sin6_addr, 16);
    } else if (from->sa_family == AF_INET) {
        parts[1] = htobe64(0xFFFF00000000 | ntohl(((const struct sockaddr_in *)from)->sin_addr.s_addr));
    }
    return (csockets_address){be64toh(parts[0]), be64toh(parts[1])};
}

int csockets_open(const char *address, uint16_t port, int receive_buffer) {
    struct addrinfo *found;
    if (!resolve(address, port, &found)) return -EADDRNOTAVAIL;
    int on = 1, failure = 0;
    int fd = socket(found->ai_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) < 0
        || setsockopt(fd, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on) < 0
        || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer) < 0
        || bind(fd, found->ai_addr, found->ai_addrlen) < 0) failure = errno;
    freeaddrinfo(found);
    if (failure && fd >= 0) close(fd);
    return failure ? -failure : fd;
}

int csockets_receive(int socket, csockets_datagram *datagrams, uint8_t *bytes, unsigned count) {
    struct mmsghdr messages[CSOCKETS_BATCH];
    struct iovec vectors[CSOCKETS_BATCH];
    struct sockaddr_storage sources[CSOCKETS_BATCH];
    _Alignas(struct cmsghdr) uint8_t control[CSOCKETS_BATCH][128];
    if (count > CSOCKETS_BATCH) count = CSOCKETS_BATCH;
    for (unsigned i = 0; i < count; i++) {
        vectors[i] = (struct iovec){bytes + i * CSOCKETS_DATAGRAM, CSOCKETS_DATAGRAM};
        messages[i].msg_hdr = (struct msghdr){
            .msg_name = &sources[i], .msg_namelen = sizeof sources[i], .msg_iov = &vectors[i], .msg_iovlen = 1,
            .msg_control = control[i], .msg_controllen = sizeof control[i],
        };
    }
    int received = recvmmsg(socket, messages, count, MSG_DONTWAIT, NULL);
    if (received < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
    for (int i = 0; i < received; i++) {
        struct msghdr *header = &messages[i].msg_hdr;
        csockets_datagram datagram = {.length = messages[i].msg_len, .truncated = header->msg_flags & MSG_TRUNC};
        datagram.source = mapped((const struct sockaddr *)&sources[i]);
        for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
            if (c->cmsg_level != SOL_SOCKET) continue;
            struct timespec stamp;
            if (c->cmsg_type == SO_RXQ_OVFL) memcpy(&datagram.dropped, CMSG_DATA(c), 4);
            if (c->cmsg_type == SO_TIMESTAMPNS) {
                memcpy(&stamp, CMSG_DATA(c), sizeof stamp);
                datagram.stamp = stamp.tv_sec * 1000000000LL + stamp.tv_nsec;
            }
        }
        datagrams[i] = datagram;
    }
    return received;
}

bool csockets_parse_address(const char *text, csockets_address *address) {
    struct addrinfo *found;
    if (!resolve(text, 0, &found)) return false;
    *address = mapped(found->ai_addr);
    freeaddrinfo(found);
    return true;
}

bool csockets_is_in_memory(const char *folder) {
    struct statfs system;
    if (statfs(folder, &system) < 0) return false;
    return (uint32_t)system.f_type == 0x01021994 || (uint32_t)system.f_type == 0x858458F6;
}

bool csockets_local_address(const char *remote, char *text, unsigned length) {
    struct addrinfo *found;
    struct sockaddr_storage local;
    socklen_t size = sizeof local;
    if (!resolve(remote, 9, &found)) return false;
    int fd = socket(found->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool known = fd >= 0 && connect(fd, found->ai_addr, found->ai_addrlen) == 0
        && getsockname(fd, (struct sockaddr *)&local, &size) == 0
        && getnameinfo((struct sockaddr *)&local, size, text, length, NULL, 0, NI_NUMERICHOST) == 0;
    if (fd >= 0) close(fd);
    freeaddrinfo(found);
    return known;
}

int csockets_send(int socket, csockets_address to, uint16_t port, const uint8_t *bytes, unsigned count) {
    struct sockaddr_storage name = {0};
    socklen_t size = sizeof(int);
    int family;
    if (getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &family, &size) < 0) return -errno;
    if (family == AF_INET) {
        struct sockaddr_in *ip = (struct sockaddr_in *)&name;
        *ip = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl((uint32_t)to.low)};
        size = sizeof *ip;
    } else {
        struct sockaddr_in6 *ip = (struct sockaddr_in6 *)&name;
        uint64_t parts[2] = {htobe64(to.high), htobe64(to.low)};
        ip->sin6_family = AF_INET6;
        ip->sin6_port = htons(port);
        memcpy(&ip->sin6_addr, parts, 16);
        size = sizeof *ip;
    }
    ssize_t sent = sendto(socket, bytes, count, MSG_DONTWAIT, (struct sockaddr *)&name, size);
    return sent < 0 ? -errno : (int)sent;
}
