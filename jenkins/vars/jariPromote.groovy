/** Takes a release to the next environment. See jariPromote.txt. */
void call(Map config) {
    Map defaults = [
        to: '', // environment that gets the release
        release: '', // its id; empty: what the environment before runs
        only: '', // services to bring by themselves, separated by commas; empty: the whole release
        ahead: false, // open prod's pull request although soak or freeze still refuse
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        withEnv(["TO=${settings.to}", "RELEASE=${settings.release}", "ONLY=${settings.only}", "AHEAD=${settings.ahead ? 'yes' : ''}"]) {
            sh 'npx jari promote --to "$TO" ${RELEASE:+--release "$RELEASE"} ${ONLY:+--only "$ONLY"} ${AHEAD:+--ahead}'
        }
    }
}
