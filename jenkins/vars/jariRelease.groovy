/** Cuts the release and moves dev to it. See jariRelease.txt. */
void call() {
    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN')]) {
        sh 'npx jari release'
    }
}
