/** Checks what the plan says is touched. See jariVerify.txt. */
void call() {
    sh 'npx jari verify'
}
