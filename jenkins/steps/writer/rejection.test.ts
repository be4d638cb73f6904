import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finalReason } from './rejection.ts'

test('what another attempt may change is no final reason', () => {
  for (const text of ['! [rejected] main -> main (fetch first)', 'remote: rejected on purpose\n! [remote rejected] main -> main (pre-receive hook declined)', 'fatal: the remote end hung up unexpectedly', "error: cannot lock ref 'refs/heads/main'"])
    assert.equal(finalReason(text), undefined, text)
})

test('a wrong token, a protected branch and a missing repository are final', () => {
  assert.match(finalReason('fatal: Authentication failed for http://…') ?? '', /JARI_FORGE_TOKEN/)
  assert.match(finalReason('remote: Gitea: Not allowed to push to protected branch main') ?? '', /pull request/)
  assert.match(finalReason('remote: Repository not found\nfatal: repository not found') ?? '', /JARI_GIT_URL/)
})
