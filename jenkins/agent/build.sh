#!/bin/sh
# Builds the agent's image, pushes it to a registry, and prints it by digest, as casc.yaml wants it in JARI_AGENT_IMAGE.
#   jenkins/agent/build.sh HOST:PORT DEBIAN_IMAGE
# Needs buildah, and kustomize, kubeconform and kube-score on the PATH (on one machine: `PATH=<state>/bin:$PATH`).
set -eu
registry=${1:?the registry, host:port} debian=${2:?a Debian 13 image, by digest}
here=$(dirname "$(readlink -f "$0")")
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$here/packages" "$here/agent" "$context"
mkdir "$context/bin"
for tool in kustomize kubeconform kube-score; do cp -L "$(command -v "$tool")" "$context/bin/"; done
name=$registry/jari/agent
case $registry in 127.*:* | localhost:*) tls=false ;; *) tls=true ;; esac
buildah bud --isolation chroot --timestamp 0 --tls-verify="$tls" --build-arg "DEBIAN_IMAGE=$debian" --file "$here/Dockerfile" --tag "$name" "$context" >&2
buildah push --tls-verify="$tls" --digestfile "$context/digest" "$name" "docker://$name" >&2
echo "$name@$(cat "$context/digest")"
