/** Tries an environment through its entrance. See jariSmoke.txt. */
void call(Map config) {
    Map defaults = [
        env: '', // environment to try
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["ENVIRONMENT=${settings.env}"]) {
            sh 'npx jari smoke --env "$ENVIRONMENT"'
        }
    }
}
