/** Builds and pushes the images that the plan asks for. See jariImage.txt. */
void call() {
    sh 'npx jari image'
}
