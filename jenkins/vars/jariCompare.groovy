/** Says on a pull request what it changes in each environment. See jariCompare.txt. */
void call(Map config) {
    Map defaults = [
        pull: '', // number of the pull request
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["PULL=${settings.pull}"]) {
            sh 'npx jari compare --pull "$PULL"'
        }
    }
}
