/** Lets a held release be promoted again. See jariUnhold.txt. */
void call(Map config) {
    Map defaults = [
        release: '', // id of the release
        env: '', // only its hold for this environment; empty: all of its holds
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["RELEASE=${settings.release}", "ENVIRONMENT=${settings.env}"]) {
            sh 'npx jari unhold --release "$RELEASE" ${ENVIRONMENT:+--env "$ENVIRONMENT"}'
        }
    }
}
