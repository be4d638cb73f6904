/** Takes an environment back to an earlier release. See jariRollback.txt. */
void call(Map config) {
    Map defaults = [
        env: '', // environment to take back
        release: '', // id of the release to go back to; empty: the one it ran before
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        withEnv(["ENVIRONMENT=${settings.env}", "RELEASE=${settings.release}"]) {
            sh 'npx jari rollback --env "$ENVIRONMENT" ${RELEASE:+--to "$RELEASE"}'
        }
    }
}
