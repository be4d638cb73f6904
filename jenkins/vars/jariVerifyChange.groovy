/** Checks what main would be with a pull request merged. See jariVerifyChange.txt. */
void call(Map config) {
    Map defaults = [
        change: '', // number of the pull request
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["CHANGE=${settings.change}"]) {
            sh 'npx jari verify --change "$CHANGE"'
        }
    }
}
