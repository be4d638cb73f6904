/** Builds, pushes and signs the images that the plan asks for. See jariImage.txt. */
void call() {
    withCredentials([string(credentialsId: 'jari-signing-key', variable: 'JARI_SIGNING_KEY')]) {
        sh 'npx jari image'
    }
}
