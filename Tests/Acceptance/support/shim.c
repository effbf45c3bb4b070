/* Loaded into a process before libc (LD_PRELOAD). It does two things, each when it is asked to:
 *
 *   SHIM_TRACE=FILE with SHIM_UNDER=DIR
 *       appends to FILE what the process does to the files below DIR: every write with its bytes,
 *       every wait for the disk, every file that is made, renamed or removed, in order;
 *   SHIM_CONTROL=FILE
 *       maps FILE, a `struct control`, and makes the calls fail that it names. Whoever writes to
 *       the file arms a process that runs already.
 *
 * Calls that libc makes within itself (stdio, opendir) are not seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define REAL(name, result, ...)                                        \
  static result (*real)(__VA_ARGS__);                                  \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* The functions that can fail. `faults.py` has the same list. */
enum function {
  NONE, WRITE, PWRITE, WRITEV, PWRITEV, FDATASYNC, FSYNC, MSYNC, FTRUNCATE, OPEN, MMAP, MREMAP,
  READ, PREAD, ACCEPT, SEND, RECV, EPOLL_CTL, PTHREAD_CREATE, FCNTL, FLOCK, RENAME, UNLINK, MKDIR,
  SOCKET, FSTAT
};

struct control {
  _Atomic uint32_t function; /* NONE: nothing fails */
  int32_t error;             /* 0: the call does half of what it was asked to */
  uint32_t from;             /* the first call that fails, counted from 1 */
  uint32_t count;            /* how many calls fail */
  _Atomic uint32_t seen;     /* calls since it was armed */
  _Atomic uint32_t failed;
  char path[232];            /* only calls on a file whose path contains this */
};

static struct control *control;
static int trace = -1;
static const char *under = "";

__attribute__((constructor)) static void load(void) {
  REAL(open, int, const char *, int, ...);
  const char *path = getenv("SHIM_CONTROL");
  if (path) {
    int file = real(path, O_RDWR | O_CLOEXEC);
    void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) abort();
    control = mapped;
  }
  path = getenv("SHIM_TRACE");
  if (path) {
    under = getenv("SHIM_UNDER");
    trace = real(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (trace < 0 || !under) abort();
  }
}

static void path_of(int fd, char *path, size_t size) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t count = readlink(link, path, size - 1);
  path[count > 0 ? count : 0] = 0;
}

/* Whether this call is one that fails; then `errno` says how, 0 for a short one. */
static int fails(enum function function, int fd, const char *path) {
  if (!control || control->function != function) return 0;
  char found[4096];
  if (control->path[0]) {
    if (!path) path_of(fd, found, sizeof found);
    if (!strstr(path ? path : found, control->path)) return 0;
  }
  uint32_t number = atomic_fetch_add(&control->seen, 1) + 1;
  if (number < control->from || number - control->from >= control->count) return 0;
  atomic_fetch_add(&control->failed, 1);
  errno = control->error;
  return 1;
}

/* The trace: a header, the path, the bytes. */

struct record {
  uint8_t kind; /* Opened, Written, Synced, Truncated, Renamed (bytes: from), Unlinked */
  uint8_t flag; /* O: it was made; W: on the disk when the call returns (O_DSYNC) */
  uint16_t path;
  uint32_t bytes;
  uint64_t offset;
};

static int is_traced(int fd, char *path, size_t size) {
  if (trace < 0) return 0;
  path_of(fd, path, size);
  return !strncmp(path, under, strlen(under));
}

static void note(char kind, int flag, const char *path, uint64_t offset, const void *bytes,
                 size_t count) {
  REAL(writev, ssize_t, int, const struct iovec *, int);
  struct record record = {kind, flag, strlen(path), count, offset};
  struct iovec parts[3] = {
    {&record, sizeof record}, {(void *)path, record.path}, {(void *)bytes, count}};
  int kept = errno;
  if (real(trace, parts, 3) != (ssize_t)(sizeof record + record.path + count)) abort();
  errno = kept;
}

/* A write is noted before it is made: from then on parts of it can be on the disk. */
static void note_write(int fd, const void *bytes, size_t count, off_t offset) {
  char path[4096];
  struct stat status;
  if (!is_traced(fd, path, sizeof path) || fstat(fd, &status) || !S_ISREG(status.st_mode)) return;
  int flags = fcntl(fd, F_GETFL);
  if (offset < 0) offset = flags & O_APPEND ? status.st_size : lseek(fd, 0, SEEK_CUR);
  note('W', (flags & O_DSYNC) != 0, path, offset, bytes, count);
}

static void note_writes(int fd, const struct iovec *parts, int count, off_t offset) {
  if (trace < 0) return;
  if (offset < 0) offset = lseek(fd, 0, SEEK_CUR);
  for (int part = 0; part < count; part++) {
    note_write(fd, parts[part].iov_base, parts[part].iov_len, offset);
    offset += parts[part].iov_len;
  }
}

#define HALF(count) ((count) > 1 ? (count) / 2 : (count))
/* Fails, or goes on with half of `count`. */
#define FAIL(function, fd, path, count)              \
  if (fails(function, fd, path)) {                   \
    if (errno) return -1;                            \
    count = HALF(count);                             \
  }
#define FAIL_WHOLLY(function, fd, path) \
  if (fails(function, fd, path)) {      \
    if (!errno) errno = EIO;            \
    return -1;                          \
  }

EXPORT ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write, ssize_t, int, const void *, size_t);
  FAIL(WRITE, fd, NULL, count)
  note_write(fd, bytes, count, -1);
  return real(fd, bytes, count);
}

EXPORT ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  REAL(pwrite, ssize_t, int, const void *, size_t, off_t);
  FAIL(PWRITE, fd, NULL, count)
  note_write(fd, bytes, count, offset);
  return real(fd, bytes, count, offset);
}
EXPORT ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset)
  __attribute__((alias("pwrite")));

EXPORT ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev, ssize_t, int, const struct iovec *, int);
  FAIL(WRITEV, fd, NULL, count)
  note_writes(fd, parts, count, -1);
  return real(fd, parts, count);
}

EXPORT ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  REAL(pwritev, ssize_t, int, const struct iovec *, int, off_t);
  FAIL(PWRITEV, fd, NULL, count)
  note_writes(fd, parts, count, offset);
  return real(fd, parts, count, offset);
}
EXPORT ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset)
  __attribute__((alias("pwritev")));

/* A sync is noted when it has succeeded. */
static int noted_sync(int fd, int code) {
  char path[4096];
  if (!code && is_traced(fd, path, sizeof path)) note('S', 0, path, 0, "", 0);
  return code;
}

EXPORT int fdatasync(int fd) {
  REAL(fdatasync, int, int);
  FAIL_WHOLLY(FDATASYNC, fd, NULL)
  return noted_sync(fd, real(fd));
}

EXPORT int fsync(int fd) {
  REAL(fsync, int, int);
  FAIL_WHOLLY(FSYNC, fd, NULL)
  return noted_sync(fd, real(fd));
}

EXPORT int msync(void *address, size_t length, int flags) {
  REAL(msync, int, void *, size_t, int);
  FAIL_WHOLLY(MSYNC, -1, "")
  return real(address, length, flags);
}

EXPORT int ftruncate(int fd, off_t size) {
  REAL(ftruncate, int, int, off_t);
  char path[4096];
  FAIL_WHOLLY(FTRUNCATE, fd, NULL)
  if (is_traced(fd, path, sizeof path)) note('T', 0, path, size, "", 0);
  return real(fd, size);
}
EXPORT int ftruncate64(int fd, off_t size) __attribute__((alias("ftruncate")));

EXPORT int open(const char *path, int flags, ...) {
  REAL(open, int, const char *, int, ...);
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  FAIL_WHOLLY(OPEN, -1, path)
  int is_new = trace >= 0 && (flags & O_CREAT) && access(path, F_OK);
  int fd = real(path, flags, mode);
  char found[4096];
  if (fd >= 0 && is_traced(fd, found, sizeof found)) note('O', is_new, found, 0, "", 0);
  return fd;
}
EXPORT int open64(const char *path, int flags, ...) __attribute__((alias("open")));

EXPORT void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
  REAL(mmap, void *, void *, size_t, int, int, int, off_t);
  /* Memory that belongs to no file is malloc's and a thread's stack. */
  if (fd >= 0 && fails(MMAP, fd, NULL)) return MAP_FAILED;
  return real(address, length, protection, flags, fd, offset);
}
EXPORT void *mmap64(void *address, size_t length, int protection, int flags, int fd, off_t offset)
  __attribute__((alias("mmap")));

EXPORT ssize_t read(int fd, void *bytes, size_t count) {
  REAL(read, ssize_t, int, void *, size_t);
  FAIL(READ, fd, NULL, count)
  return real(fd, bytes, count);
}

EXPORT ssize_t pread(int fd, void *bytes, size_t count, off_t offset) {
  REAL(pread, ssize_t, int, void *, size_t, off_t);
  FAIL(PREAD, fd, NULL, count)
  return real(fd, bytes, count, offset);
}
EXPORT ssize_t pread64(int fd, void *bytes, size_t count, off_t offset)
  __attribute__((alias("pread")));

EXPORT int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags) {
  REAL(accept4, int, int, struct sockaddr *, socklen_t *, int);
  FAIL_WHOLLY(ACCEPT, fd, NULL)
  return real(fd, address, length, flags);
}

EXPORT int accept(int fd, struct sockaddr *address, socklen_t *length) {
  return accept4(fd, address, length, 0);
}

EXPORT ssize_t send(int fd, const void *bytes, size_t count, int flags) {
  REAL(send, ssize_t, int, const void *, size_t, int);
  FAIL(SEND, fd, NULL, count)
  return real(fd, bytes, count, flags);
}

EXPORT ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  REAL(sendmsg, ssize_t, int, const struct msghdr *, int);
  FAIL_WHOLLY(SEND, fd, NULL)
  return real(fd, message, flags);
}

EXPORT ssize_t recv(int fd, void *bytes, size_t count, int flags) {
  REAL(recv, ssize_t, int, void *, size_t, int);
  FAIL(RECV, fd, NULL, count)
  return real(fd, bytes, count, flags);
}

EXPORT ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
  REAL(recvmsg, ssize_t, int, struct msghdr *, int);
  FAIL_WHOLLY(RECV, fd, NULL)
  return real(fd, message, flags);
}

EXPORT int epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event) {
  REAL(epoll_ctl, int, int, int, int, struct epoll_event *);
  FAIL_WHOLLY(EPOLL_CTL, fd, NULL)
  return real(epoll, operation, fd, event);
}

EXPORT int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*body)(void *), void *argument) {
  REAL(pthread_create, int, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  if (fails(PTHREAD_CREATE, -1, "")) return errno ? errno : EAGAIN;
  return real(thread, attributes, body, argument);
}

EXPORT int fcntl(int fd, int command, ...) {
  REAL(fcntl, int, int, int, ...);
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  if (command == F_SETLK || command == F_SETLKW || command == F_GETLK) {
    FAIL_WHOLLY(FCNTL, fd, NULL)
  }
  return real(fd, command, argument);
}
EXPORT int fcntl64(int fd, int command, ...) __attribute__((alias("fcntl")));

EXPORT int flock(int fd, int operation) {
  REAL(flock, int, int, int);
  FAIL_WHOLLY(FLOCK, fd, NULL)
  return real(fd, operation);
}

EXPORT int rename(const char *from, const char *to) {
  REAL(rename, int, const char *, const char *);
  FAIL_WHOLLY(RENAME, -1, to)
  if (trace >= 0 && !strncmp(to, under, strlen(under))) note('R', 0, to, 0, from, strlen(from));
  return real(from, to);
}

EXPORT int unlink(const char *path) {
  REAL(unlink, int, const char *);
  FAIL_WHOLLY(UNLINK, -1, path)
  if (trace >= 0 && !strncmp(path, under, strlen(under))) note('U', 0, path, 0, "", 0);
  return real(path);
}

EXPORT int mkdir(const char *path, mode_t mode) {
  REAL(mkdir, int, const char *, mode_t);
  FAIL_WHOLLY(MKDIR, -1, path)
  return real(path, mode);
}

EXPORT int socket(int domain, int type, int protocol) {
  REAL(socket, int, int, int, int);
  FAIL_WHOLLY(SOCKET, -1, "")
  return real(domain, type, protocol);
}

EXPORT int fstat(int fd, struct stat *status) {
  REAL(fstat, int, int, struct stat *);
  FAIL_WHOLLY(FSTAT, fd, NULL)
  return real(fd, status);
}
EXPORT int fstat64(int fd, struct stat64 *status) {
  REAL(fstat64, int, int, struct stat64 *);
  FAIL_WHOLLY(FSTAT, fd, NULL)
  return real(fd, status);
}
