/** Takes a release to the next environment. See jariPromote.txt. */
void call(Map config) {
    Map defaults = [
        to: '', // environment that gets the release
        release: '', // its id; empty: what the environment before runs
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        withEnv(["TO=${settings.to}", "RELEASE=${settings.release}"]) {
            sh 'npx jari promote --to "$TO" ${RELEASE:+--release "$RELEASE"}'
        }
    }
}
