# The guest of the acceleration probe: what every kernel does while it boots, in a few hundred bytes and milliseconds.
# Runs as the machine's firmware, from the reset vector; linked at 0xF0000, the copy of the ROM below 1 MiB.
# After each stage it writes a letter and a newline to port 0xE9; at the end 0x10 to port 0xF4 (isa-debug-exit).
#   A real mode  B protected mode  C long mode with paging  D a loop of 2 million rounds  E fresh pages of memory
#   F 200 exits by CPUID  G ten interrupts of the local APIC's timer, each waking the CPU from HLT
# After a change run: npx tsx electron/host/acceleration/build-guest.ts
    .macro stage letter
    mov $\letter, %al
    out %al, $0xe9
    mov $10, %al
    out %al, $0xe9
    .endm

    .text
    .code16
entry:
    cli
    stage 'A'
    lgdtl %cs:gdt_pointer - 0xF0000
    mov %cr0, %eax
    or $1, %al
    mov %eax, %cr0
    ljmpl $8, $protected

    .code32
protected:
    mov $16, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    mov $0x7000, %esp
    stage 'B'
    # Pages of 2 MiB: the first GiB as it is, and the one that holds the local APIC at 0xFEE00000.
    mov $0x1000, %edi
    xor %eax, %eax
    mov $0x4000/4, %ecx
    rep stosl
    movl $0x2003, 0x1000
    movl $0x3003, 0x2000
    movl $0x4003, 0x2018
    movl $0xFEE00083, 0x4FB8
    mov $0x3000, %edi
    mov $0x83, %eax
    mov $512, %ecx
1:  mov %eax, (%edi)
    movl $0, 4(%edi)
    add $0x200000, %eax
    add $8, %edi
    loop 1b
    mov %cr4, %eax
    or $0x20, %eax
    mov %eax, %cr4
    mov $0x1000, %eax
    mov %eax, %cr3
    mov $0xC0000080, %ecx
    rdmsr
    or $0x100, %eax
    wrmsr
    mov %cr0, %eax
    or $0x80000000, %eax
    mov %eax, %cr0
    ljmp $24, $long

    .code64
long:
    stage 'C'
    mov $2000000, %ecx
1:  dec %ecx
    jnz 1b
    stage 'D'
    mov $8, %edx
2:  mov $0x200000, %edi
    mov $2048, %ecx
3:  incl (%rdi)
    add $4096, %rdi
    loop 3b
    dec %edx
    jnz 2b
    stage 'E'
    mov $200, %esi
4:  mov $0, %eax
    cpuid
    dec %esi
    jnz 4b
    stage 'F'
    # An interrupt table with one gate (vector 0x20), the timer in periodic mode.
    mov $0x5000, %edi
    xor %eax, %eax
    mov $0x1000/4, %ecx
    rep stosl
    movw $tick_low, 0x5200
    movw $24, 0x5202
    movw $0x8E00, 0x5204
    movw $0xF, 0x5206
    lidt idt_pointer
    mov $0xFEE00000, %edi
    movl $0x1FF, 0xF0(%rdi)
    movl $0xB, 0x3E0(%rdi)
    movl $0x20020, 0x320(%rdi)
    movl $1000000, 0x380(%rdi)
    xor %ebx, %ebx
5:  sti
    hlt
    cmp $10, %ebx
    jb 5b
    stage 'G'
    mov $0x10, %al
    out %al, $0xf4
6:  cli
    hlt
    jmp 6b

tick:
    inc %ebx
    movl $0, 0xB0(%rdi)
    iretq
    .set tick_low, tick - entry

    .balign 8
gdt:
    .quad 0
    .quad 0x00cf9a000000ffff
    .quad 0x00cf92000000ffff
    .quad 0x00af9a000000ffff
gdt_pointer:
    .word 31
    .long gdt
idt_pointer:
    .word 0xfff
    .quad 0x5000

    .org 0xfff0
    .code16
    .byte 0xea
    .word entry - 0xF0000
    .word 0xF000
    .org 0x10000
