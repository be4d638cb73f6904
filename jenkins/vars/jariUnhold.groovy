/** Lets a held release be promoted again. See jariUnhold.txt. */
void call(Map config) {
    Map defaults = [
        release: '', // id of the release
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["RELEASE=${settings.release}"]) {
            sh 'npx jari unhold --release "$RELEASE"'
        }
    }
}
