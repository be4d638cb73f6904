import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedParts } from './changed-part.ts'
import { differenceOf } from './object.ts'
import { parseDiff } from './parse.ts'

const text = `diff --git a/gitops/overlays/prod/release b/gitops/overlays/prod/release
index 1111111..2222222 120000
--- a/gitops/overlays/prod/release
+++ b/gitops/overlays/prod/release
@@ -1 +1 @@
-../../releases/0041-1a2b3c4
\\ No newline at end of file
+../../releases/0042-9f8e7d6
\\ No newline at end of file
diff --git a/gitops/rendered/prod/service-order.yaml b/gitops/rendered/prod/service-order.yaml
index 3333333..4444444 100644
--- a/gitops/rendered/prod/service-order.yaml
+++ b/gitops/rendered/prod/service-order.yaml
@@ -3,3 +3,3 @@ kind: Service
 metadata:
-    jari.dev/release: 0041-1a2b3c4
+    jari.dev/release: 0042-9f8e7d6
   name: order
diff --git a/gitops/rendered/prod/deployment-order.yaml b/gitops/rendered/prod/deployment-order.yaml
index 3333333..4444444 100644
--- a/gitops/rendered/prod/deployment-order.yaml
+++ b/gitops/rendered/prod/deployment-order.yaml
@@ -4,3 +4,3 @@ metadata:
-    jari.dev/release: 0041-1a2b3c4
+    jari.dev/release: 0042-9f8e7d6
   name: order
@@ -20,2 +20,3 @@ spec:
-      - image: localhost:5000/jari/order@sha256:aaaa
+      - image: localhost:5000/jari/order@sha256:bbbb
         name: order
+--- not a header
diff --git a/gitops/rendered/prod/configmap-old.yaml b/gitops/rendered/prod/configmap-old.yaml
deleted file mode 100644
index 5555555..0000000
--- a/gitops/rendered/prod/configmap-old.yaml
+++ /dev/null
@@ -1,2 +0,0 @@
-apiVersion: v1
-kind: ConfigMap
diff --git a/README.md b/README.md
index 5555555..6666666 100644
--- a/README.md
+++ b/README.md
@@ -1 +1 @@
-a
+b
`

test('a promotion is read as releases and objects, workloads first and mere label changes last', () => {
  const difference = differenceOf(text, 'prod')
  assert.equal(difference.from, '0041-1a2b3c4')
  assert.equal(difference.to, '0042-9f8e7d6')
  assert.deepEqual(
    difference.objects.map(({ kind, name, change, added, removed, labelsOnly }) => [kind, name, change, added, removed, labelsOnly]),
    [['Deployment', 'order', 'changed', 3, 2, false], ['ConfigMap', 'old', 'removed', 0, 2, false], ['Service', 'order', 'changed', 1, 1, true]],
  )
  assert.deepEqual(difference.others.map(({ path }) => path), ['README.md'])
})

test('lines carry their numbers before and after', () => {
  const file = parseDiff(text).find(({ path }) => path.endsWith('deployment-order.yaml'))!
  assert.deepEqual(file.hunks[1]!.lines.map(({ kind, before, after }) => [kind, before, after]), [
    ['removed', 20, null], ['added', null, 20], ['same', 21, 21], ['added', null, 22],
  ])
  assert.equal(file.hunks[1]!.lines[3]!.text, '--- not a header')
})

test('a path with characters that git quotes is read back', () => {
  const [file] = parseDiff('diff --git "a/gitops/\\354\\236\\220.yaml" "b/gitops/\\354\\236\\220.yaml"\nnew file mode 100644\n--- /dev/null\n+++ "b/gitops/\\354\\236\\220.yaml"\n@@ -0,0 +1 @@\n+a\n')
  assert.equal(file!.path, 'gitops/자.yaml')
  assert.equal(file!.change, 'added')
})

test('of a line that changed, the part that differs is found; lines with nothing in common are not paired', () => {
  const lines = parseDiff(text).find(({ path }) => path.endsWith('deployment-order.yaml'))!.hunks[1]!.lines
  const parts = changedParts(lines)
  assert.deepEqual(parts.get(lines[0]!), ['      - image: localhost:5000/jari/order@sha256:', 'aaaa', ''])
  assert.deepEqual(parts.get(lines[1]!), ['      - image: localhost:5000/jari/order@sha256:', 'bbbb', ''])
  assert.equal(parts.has(lines[3]!), false)
  const apart = changedParts([{ kind: 'removed', before: 1, after: null, text: 'alpha' }, { kind: 'added', before: null, after: 1, text: 'omega!' }])
  assert.equal(apart.size, 0)
})
