/** Cuts what prod runs plus one fix, and moves dev to it. See jariHotfix.txt. */
void call(Map config) {
    Map defaults = [
        pick: '', // commit that is the fix
        env: '', // environment whose release is fixed; empty: prod
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-signing-key', variable: 'JARI_SIGNING_KEY'),
    ]) {
        withEnv(["PICK=${settings.pick}", "ENVIRONMENT=${settings.env}"]) {
            sh 'npx jari hotfix --pick "$PICK" ${ENVIRONMENT:+--env "$ENVIRONMENT"}'
        }
    }
}
