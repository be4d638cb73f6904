/** Takes an environment back to a release it ran before. See jariRollback.txt. */
void call(Map config) {
    Map defaults = [
        env: '', // environment to take back
        to: '', // id of the release to go back to; empty: the newest it ran that is not held
        reason: '', // why, for whoever meets the hold
        automatic: false, // only if the overlay asks for it and what runs there has failed
    ]
    Map settings = defaults + config
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        withEnv(["ENVIRONMENT=${settings.env}", "TO=${settings.to}", "REASON=${settings.reason}", "AUTOMATIC=${settings.automatic ? 'yes' : ''}"]) {
            sh 'npx jari rollback --env "$ENVIRONMENT" ${TO:+--to "$TO"} ${REASON:+--reason "$REASON"} ${AUTOMATIC:+--automatic}'
        }
    }
}
