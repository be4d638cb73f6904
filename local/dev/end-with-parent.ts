// Preloaded into each child of the runner: the child ends as if by SIGTERM when the runner is gone, however that went (SIGKILL too).
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// the channel alone keeps nobody alive; a child without one was started by hand
process.channel?.unref()
