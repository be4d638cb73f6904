/** Asks the gates of open pull requests and sets their status. See jariGates.txt. */
void call() {
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        sh 'npx jari gates'
    }
}
