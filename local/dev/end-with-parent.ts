// Preloaded into each child of the runner: it ends at once when the runner is gone, however that went (SIGKILL too).
// Not by a drain: nobody would hear it, and a log whose reader is gone can keep a process from ending (sonic-boom writes
// again and again what was answered with EPIPE). The embedded database loses nothing by it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// the channel alone keeps nobody alive; a child without one was started by hand
process.channel?.unref()
