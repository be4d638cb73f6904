#!/bin/sh
# git asks here for a user name and a password: the token is read from the environment and so is in no command line and no file.
case "$1" in
Username*) printf '%s\n' "${JARI_FORGE_USER:-pipeline}" ;;
*) printenv JARI_FORGE_TOKEN ;;
esac
