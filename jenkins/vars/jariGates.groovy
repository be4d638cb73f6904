/** Asks the gates of open pull requests and sets their status. See jariGates.txt. */
void call(Map config = [:]) {
    Map defaults = [
        carryOn: false, // afterwards bring on what soak, freeze or a hold kept from staging
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        withEnv(["CARRY_ON=${settings.carryOn ? 'yes' : ''}"]) {
            sh 'npx jari gates ${CARRY_ON:+--carry-on}'
        }
    }
}
