/** Keeps a release from being promoted. See jariHold.txt. */
void call(Map config) {
    Map defaults = [
        release: '', // id of the release
        reason: '', // why, for whoever meets the hold
        env: '', // environment to keep it out of; empty: all of them
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["RELEASE=${settings.release}", "REASON=${settings.reason}", "ENVIRONMENT=${settings.env}"]) {
            sh 'npx jari hold --release "$RELEASE" --reason "$REASON" ${ENVIRONMENT:+--env "$ENVIRONMENT"}'
        }
    }
}
